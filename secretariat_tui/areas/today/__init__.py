"""오늘: what needs attention now, asked of the other areas."""
