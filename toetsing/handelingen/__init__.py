"""What people do in an assessment, one module per subject. Every act: transaction, lock, reasons why not, change, log row."""
