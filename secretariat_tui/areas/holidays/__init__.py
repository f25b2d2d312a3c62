"""쉬는 날: the days off that the office adds or cancels, shared by all areas. The diary shows them."""
