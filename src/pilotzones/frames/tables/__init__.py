"""Tables made of a dataset's records: as a frame, as files, and as a panel. Nothing here is public."""
