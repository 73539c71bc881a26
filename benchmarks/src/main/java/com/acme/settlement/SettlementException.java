package com.acme.settlement;

/** A settlement failed. Common, since everyday failures are wrapped in it too: no sign of the planted one. */
public final class SettlementException extends Exception {
    private static final long serialVersionUID = 1L;

    /** One whose cause is lost. */
    public SettlementException(String message) {
        super(message);
    }

    /** One that keeps its cause. */
    public SettlementException(String message, Throwable cause) {
        super(message, cause);
    }
}
