"""The member's side and the record: home page, lessons, credited time, hour policies and the hour ledger."""
