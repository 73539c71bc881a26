package com.acme.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/** One report of many parts. */
final class Report {
    private static final int PARTS = 12;

    private final int number;

    Report(int number) {
        this.number = number;
    }

    void build(Fan fan) throws InterruptedException, ReportException {
        List<Callable<Integer>> parts = new ArrayList<>();
        for (int p = 0; p < PARTS; p++) {
            int part = p;
            parts.add(() -> rows(part));
        }
        try {
            fan.sum(parts);
        } catch (ExecutionException e) {
            throw new ReportException("report " + number + " lacks a part", e.getCause());
        }
    }

    private int rows(int part) throws RegionOfflineException {
        int quota = 3;
        try {
            quota = Integer.parseInt(part % 4 == 0 ? "none" : "7");
        } catch (NumberFormatException e) {
            quota++;
        }
        if (number > 45 && number % 9 == 0 && part == 5) {
            throw new RegionOfflineException("region west is offline");
        }
        return quota;
    }
}
