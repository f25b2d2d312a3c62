"""일정: the diary of visits, meetings, cabinet, briefings and interviews."""
