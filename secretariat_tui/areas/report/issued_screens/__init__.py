"""The screens of issued reports: issuing one, their list, one as it was issued, and what differs from others."""
