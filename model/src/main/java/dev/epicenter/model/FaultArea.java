package dev.epicenter.model;

/** What part of the address space the faulting address of a crash lies in. */
public enum FaultArea {
    /** The crash is no memory fault, or was sent by another process. */
    NONE("none"),
    /** At or just above address 0: a null pointer, or a field or element of one. */
    NULL_PAGE("null-page"),
    /** No address that the processor can have: a damaged pointer. */
    NON_CANONICAL("non-canonical"),
    /** In the crashing thread's stack or its guard pages, near the stack pointer: stack overflow. */
    STACK_END("stack-end"),
    /** In another part of the crashing thread's stack. */
    STACK("stack"),
    JAVA_HEAP("java-heap"),
    CODE_CACHE("code-cache"),
    /** Class metadata. */
    METASPACE("metaspace"),
    /** The class data sharing archive, which is a mapped file. */
    CDS_ARCHIVE("cds-archive"),
    /** A file that was mapped into memory and is no library. */
    MAPPED_FILE("mapped-file"),
    /** Code or data of a library. */
    LIBRARY("library"),
    /** Memory that is mapped, and of none of the above. */
    OTHER_MEMORY("other-memory"),
    /** Nothing is mapped there. */
    UNMAPPED("unmapped"),
    /** The log does not tell. */
    UNKNOWN("unknown");

    private final String id;

    FaultArea(String id) {
        this.id = id;
    }

    /** The word used in JSON and text. */
    public String id() {
        return id;
    }
}
