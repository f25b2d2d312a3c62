"""The steps from each version of the schema to the next, in `versions`, run by `database.upgrade`."""
