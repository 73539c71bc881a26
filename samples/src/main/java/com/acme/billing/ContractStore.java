package com.acme.billing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Contracts with invoices to write. */
final class ContractStore {
    private final List<Contract> contracts =
            new CopyOnWriteArrayList<>(List.of(new Contract("C-1001", 1), new Contract("C-1002", 15)));

    void add(Contract contract) {
        contracts.add(contract);
    }

    List<Contract> open() {
        return contracts;
    }
}
