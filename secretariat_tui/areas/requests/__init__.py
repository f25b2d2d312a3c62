"""참석요청: requests that the mayor attends an event. The diary shows them and makes events of them."""
