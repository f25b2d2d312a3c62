"""오늘: the overview of all areas on the first screen."""
