"""Edit an .xlsx or .xlsm by its parts, so that whatever need not change keeps its bytes."""
