package com.acme.backend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** What a healthy request does at the end of its path; each leaves events of its own kind. */
public enum Chore {
    /** File reads and writes, and threads waiting for the archive's monitor. */
    ARCHIVE {
        @Override
        public void perform(Backends backends, int id) throws IOException {
            backends.archive(id).storeAndLoad(id);
        }
    },
    /** Socket reads and writes, and threads waiting for the connection's monitor. */
    EXCHANGE {
        @Override
        public void perform(Backends backends, int id) throws IOException {
            backends.exchange(id).roundTrip(id);
        }
    },
    /** Allocation, some of it big enough to get no buffer of its own. */
    REPORT {
        @Override
        public void perform(Backends backends, int id) {
            List<byte[]> pages = new ArrayList<>();
            for (int page = 0; page < 20; page++) {
                pages.add(new byte[4096]);
            }
            pages.add(new byte[id % 16 == 0 ? 1 << 20 : 1 << 12]);
            sink = pages;
        }
    },
    /** Processor time. */
    FORECAST {
        @Override
        public void perform(Backends backends, int id) {
            long[] values = new SplittableRandom(id).longs(2000).toArray();
            Arrays.sort(values);
            sink = values;
        }
    },
    /** Waiting for nothing in particular. */
    PAUSE {
        @Override
        public void perform(Backends backends, int id) {
            LockSupport.parkNanos(20_000);
        }
    };

    /** Keeps allocations alive for a moment, and the compiler from removing them. */
    private static volatile Object sink = "";

    /** Does the work. */
    public abstract void perform(Backends backends, int id) throws IOException;
}
