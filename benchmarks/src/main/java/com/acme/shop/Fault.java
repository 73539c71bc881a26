package com.acme.shop;

import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The everyday ways in which a request fails, each by the code that usually fails so. */
public enum Fault {
    /** Checked by the application. */
    BAD_QUANTITY {
        @Override
        public void raise(int id) {
            throw new IllegalArgumentException("quantity must be positive: " + -id);
        }
    },
    /** Thrown by the JDK for the application's input. */
    BAD_NUMBER {
        @Override
        public void raise(int id) {
            Integer.parseInt("12x" + id % 1000);
        }
    },
    /** An iterator at its end. */
    NOTHING_FOUND {
        @Override
        public void raise(int id) {
            new ArrayList<>().iterator().next();
        }
    },
    /** A list that is shorter than expected. */
    BAD_INDEX {
        @Override
        public void raise(int id) {
            new ArrayList<>().get(id % 100);
        }
    },
    /** A check of the application's own state. */
    ALREADY_SHIPPED {
        @Override
        public void raise(int id) {
            throw new IllegalStateException("order " + id + " is already shipped");
        }
    },
    /** Thrown by the JVM itself, with its helpful message. */
    NO_CUSTOMER {
        @Override
        public void raise(int id) {
            Order order = new Order(id, null);
            greeting = order.customer.toLowerCase(Locale.ROOT);
        }
    },
    /** A guard of the application. */
    NO_ADDRESS {
        @Override
        public void raise(int id) {
            Objects.requireNonNull(new Order(id, null).customer, "address of customer");
        }
    },
    /** Thrown by the JVM itself. */
    WRONG_TYPE {
        @Override
        public void raise(int id) {
            Object value = id;
            greeting = (String) value;
        }
    },
    /** A checked exception of the application. */
    DECLINED {
        @Override
        public void raise(int id) throws PaymentDeclinedException {
            throw new PaymentDeclinedException("card of order " + id + " declined");
        }
    },
    /** An unchecked exception of the application. */
    OUT_OF_STOCK {
        @Override
        public void raise(int id) {
            throw new OutOfStockException("article " + id % 500 + " is out of stock");
        }
    },
    /** A real file system call. */
    NO_SUCH_FILE {
        @Override
        public void raise(int id) throws Exception {
            Files.size(Path.of("no-such-invoice-" + id % 50));
        }
    },
    /** A slow partner, without the waiting. */
    TIMEOUT {
        @Override
        public void raise(int id) throws SocketTimeoutException {
            throw new SocketTimeoutException("Read timed out");
        }
    },
    /** A list that changed under its reader. */
    CHANGED_UNDERFOOT {
        @Override
        public void raise(int id) {
            List<Integer> list = new ArrayList<>(List.of(1, 2, id));
            for (Integer each : list) {
                list.add(each);
            }
        }
    };

    /** Keeps the compiler from dropping what only matters for its failure. */
    private static volatile String greeting = "";

    /**
     * Fails, always.
     *
     * @param id of the order; most messages hold it, so that they differ as real ones do
     */
    public abstract void raise(int id) throws Exception;

    private record Order(int id, String customer) {}
}
