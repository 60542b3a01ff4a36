"""Recording a consultation, and practising it."""
