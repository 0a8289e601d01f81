"""Reading what the other packages know: catalogue/ of reports, outputs/ of each."""
