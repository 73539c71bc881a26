package com.acme.transfer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All accounts by number. */
final class Accounts {
    static final Account REVENUE = new Account("A-100");
    static final Account TAX = new Account("A-200");

    private static final Map<String, Account> BY_ID = new ConcurrentHashMap<>();

    private Accounts() {}

    static Account of(String id) {
        return BY_ID.computeIfAbsent(id, Account::new);
    }
}
