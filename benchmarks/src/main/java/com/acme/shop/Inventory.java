package com.acme.shop;

import com.acme.runtime.Invocation;
import com.acme.runtime.Step;
import java.util.List;

/** Counting goods. Every method is a frame for a call path and nothing more. */
public final class Inventory {
    /** All of them, to build paths from. */
    public static final List<Step> STEPS = List.of(
            Inventory::locate,
            Inventory::count,
            Inventory::allocate,
            Inventory::pick,
            Inventory::replenish,
            Inventory::audit,
            Inventory::transfer);

    private Inventory() {}

    private static void locate(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void count(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void allocate(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void pick(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void replenish(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void audit(Invocation invocation) throws Exception {
        invocation.proceed();
    }

    private static void transfer(Invocation invocation) throws Exception {
        invocation.proceed();
    }
}
