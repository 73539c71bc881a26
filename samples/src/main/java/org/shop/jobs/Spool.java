package org.shop.jobs;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Jobs for the next instance of this program. */
final class Spool {
    private final Queue<Job> jobs = new ConcurrentLinkedQueue<>();

    void keep(Job job) {
        jobs.add(job);
    }

    int size() {
        return jobs.size();
    }
}
