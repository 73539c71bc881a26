package com.acme.gateway;

import java.util.concurrent.Executor;

/** Takes messages and hands them over. */
final class AcceptLoop implements Runnable {
    private final Inbox inbox;
    private final Executor workers;
    private int accepted;
    private int refused;

    AcceptLoop(Inbox inbox, Executor workers) {
        this.inbox = inbox;
        this.workers = workers;
    }

    @Override
    public void run() {
        while (inbox.isOpen()) {
            try {
                String message = inbox.next();
                workers.execute(new MessageJob(message));
                accepted++;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                refused++;
                System.out.println("message refused: " + e);
            }
        }
    }

    int accepted() {
        return accepted - refused;
    }
}
