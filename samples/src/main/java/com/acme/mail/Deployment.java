package com.acme.mail;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes the old version down. */
final class Deployment {
    private final ExecutorService senders;

    Deployment(ExecutorService senders) {
        this.senders = senders;
    }

    void stop() throws InterruptedException, DeploymentException {
        senders.shutdownNow();
        if (!senders.awaitTermination(2, TimeUnit.SECONDS)) {
            throw new DeploymentException("the old version did not stop within 2 s");
        }
    }
}
