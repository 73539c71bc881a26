package com.acme.hot;

/** Counts the letters of names, half of which are missing, and goes by the NullPointerException. */
public final class Main {
    private static final String[] NAMES = new String[64];

    static {
        for (int i = 0; i < NAMES.length; i += 2) {
            NAMES[i] = "name " + i;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        long end = System.nanoTime() + 5_000_000_000L;
        long letters = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < 2_000; i++) {
                letters += count(i % NAMES.length);
            }
            Thread.sleep(4);
        }
        System.out.println(letters);
    }

    private static int count(int i) {
        try {
            return length(NAMES[i]);
        } catch (NullPointerException e) {
            return 0;
        }
    }

    private static int length(String name) {
        return name.length();
    }
}
