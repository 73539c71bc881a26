package com.acme.billing;

import java.time.LocalDate;

/** Due dates in one billing month. */
final class BillingCalendar {
    private final LocalDate month;

    BillingCalendar(LocalDate month) {
        this.month = month;
    }

    LocalDate dueDate(Contract contract) {
        return LocalDate.of(month.getYear(), month.getMonth(), contract.dueDay());
    }
}
