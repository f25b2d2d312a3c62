"""일정: the diary of visits, meetings, briefings and interviews."""
