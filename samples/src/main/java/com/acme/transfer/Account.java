package com.acme.transfer;

/** An account; its monitor guards balance and version. */
final class Account {
    private final String id;
    private long cents;
    private int version;

    Account(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    synchronized void add(long amount) {
        cents += amount;
        version++;
    }

    synchronized int version() {
        return version;
    }

    synchronized long cents() {
        return cents;
    }
}
