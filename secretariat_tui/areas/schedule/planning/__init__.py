"""Planning: warnings and proposals while an event is entered, free time, tentative events, emergencies."""
