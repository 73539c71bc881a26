package com.acme.mail;

/** Sends mails, and tries again after a while when the relay is busy. */
final class Sender implements Runnable {
    private volatile int sent;
    private int attempts;

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                deliver();
                sent++;
            } catch (RelayBusyException e) {
                backOff();
            }
        }
    }

    private void deliver() throws RelayBusyException {
        attempts++;
        if (attempts % 2 == 0) {
            throw new RelayBusyException("451 try again later");
        }
        Thread.onSpinWait();
    }

    private void backOff() {
        try {
            Thread.sleep(60);
        } catch (InterruptedException e) {
            attempts = 1;
        }
    }

    int sent() {
        return sent;
    }
}
