package dev.epicenter.model;

/**
 * A thread as the recording names it.
 *
 * @param process index of its process in {@link Analysis#processes()}; 0 when there is only one
 * @param id      Java thread id where recorded, else the operating system's; -1 when unknown
 * @param name    thread name, empty when it has none (many virtual threads)
 * @param virtual whether it is a virtual thread, as far as the recording tells
 */
public record ThreadRef(int process, long id, String name, boolean virtual) {
    /** The thread of an event that recorded none. */
    public static final ThreadRef UNKNOWN = new ThreadRef(-1, "", false);

    /** What concerns all threads of the first process, such as a pause. */
    public static final ThreadRef ALL = new ThreadRef(-1, "all threads", false);

    /** A thread of the first process, or the only one. */
    public ThreadRef(long id, String name, boolean virtual) {
        this(0, id, name, virtual);
    }

    /** What to show a person: the name, or the id of a nameless thread. */
    public String display() {
        if (!name.isEmpty()) {
            return name;
        }
        return id < 0 ? "unknown thread" : (virtual ? "virtual-" : "thread-") + id;
    }
}
