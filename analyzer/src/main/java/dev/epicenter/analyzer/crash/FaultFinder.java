package dev.epicenter.analyzer.crash;

import dev.epicenter.model.FaultArea;

/** Says what the faulting address is, by the ranges that the log tells. */
final class FaultFinder {
    /** Offsets from a null pointer that still tell of one: a field of a large object, an element of a small array. A judgement. */
    private static final long NULL_PAGE = 64 << 10;

    /**
     * As near to the stack pointer, or to the end of the stack, a fault tells of a stack that was used up: guard zones of the JVM
     * and of the C library take up to about 100 KB there ({@code StackYellowPages}, {@code StackRedPages}, {@code
     * StackShadowPages}). A judgement.
     */
    private static final long STACK_NEAR = 96 << 10;

    /** x86-64 and AArch64 have 47 bits of user space and sign-extend: nothing lies between. */
    private static final long USER_TOP = 1L << 47;

    private final CrashDraft draft;

    FaultFinder(CrashDraft draft) {
        this.draft = draft;
    }

    /**
     * What the address is.
     *
     * @param name the file or library, empty when it has none
     */
    record Fault(FaultArea area, String name) {}

    Fault find() {
        if (draft.faultAddress.isEmpty()
                || draft.signal.equals("SIGILL")
                || draft.signal.equals("SIGFPE")
                || draft.signal.equals("SIGTRAP")) {
            return new Fault(FaultArea.NONE, "");
        }
        long address = draft.faultAddress.getAsLong();
        if (draft.signalCode.equals("SI_KERNEL") && address == 0) {
            return new Fault(FaultArea.NON_CANONICAL, "");
        }
        if (Long.compareUnsigned(address, NULL_PAGE) < 0) {
            return new Fault(FaultArea.NULL_PAGE, "");
        }
        if (address > -NULL_PAGE && address < 0) {
            return new Fault(FaultArea.NULL_PAGE, "");
        }
        if (nonCanonical(address)) {
            return new Fault(FaultArea.NON_CANONICAL, "");
        }
        if (stackEnd(address)) {
            return new Fault(FaultArea.STACK_END, draft.thread.name());
        }
        if (draft.stack.contains(address)) {
            return new Fault(FaultArea.STACK, draft.thread.name());
        }
        if (draft.archive.contains(address)) {
            return new Fault(FaultArea.CDS_ARCHIVE, draft.faultMapping.orElse(""));
        }
        if (draft.heap.contains(address)) {
            return new Fault(FaultArea.JAVA_HEAP, "");
        }
        if (draft.codeCache.stream().anyMatch(r -> r.contains(address))) {
            return new Fault(FaultArea.CODE_CACHE, "");
        }
        if (draft.metaspace.contains(address)) {
            return new Fault(FaultArea.METASPACE, "");
        }
        return mapping();
    }

    private Fault mapping() {
        String path = draft.faultMapping.orElse("");
        if (path.startsWith("[stack")) {
            return new Fault(FaultArea.STACK, "main");
        }
        if (LibrarySection.isLibrary(path)) {
            return new Fault(FaultArea.LIBRARY, path);
        }
        if (path.endsWith(".jsa")) {
            return new Fault(FaultArea.CDS_ARCHIVE, path);
        }
        if (!path.isEmpty() && !path.startsWith("[")) {
            return new Fault(FaultArea.MAPPED_FILE, path);
        }
        if (draft.faultMapping.isPresent()) {
            return new Fault(FaultArea.OTHER_MEMORY, path);
        }
        boolean linux = draft.memory.containsKey(dev.epicenter.model.CrashMemory.MAPPINGS);
        return new Fault(draft.mapRead && linux ? FaultArea.UNMAPPED : FaultArea.UNKNOWN, "");
    }

    private boolean stackEnd(long address) {
        if (draft.stack.from() == 0) {
            return false;
        }
        boolean nearEnd =
                new AddressRange(draft.stack.from() - STACK_NEAR, draft.stack.from() + STACK_NEAR).contains(address);
        boolean room = draft.stackFree > 2 * STACK_NEAR;
        return nearEnd && !room;
    }

    private static boolean nonCanonical(long address) {
        return Long.compareUnsigned(address, USER_TOP) >= 0 && Long.compareUnsigned(address, -USER_TOP) < 0;
    }
}
