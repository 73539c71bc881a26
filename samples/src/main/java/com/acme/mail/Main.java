package com.acme.mail;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A mail sender that is told to stop by an interrupt. The back-off between two attempts swallows it, so the worker goes on for
 * ever, and whoever waits for its end gives up.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        ExecutorService senders = Executors.newFixedThreadPool(1, r -> {
            Thread thread = new Thread(r, "sender-1");
            thread.setDaemon(true);
            return thread;
        });
        Sender sender = new Sender();
        senders.execute(sender);
        TimeUnit.SECONDS.sleep(5);
        try {
            new Deployment(senders).stop();
        } catch (DeploymentException e) {
            System.out.println("not stopped: " + e.getMessage());
        }
        TimeUnit.SECONDS.sleep(1);
        System.out.println("mails sent: " + sender.sent());
    }
}
