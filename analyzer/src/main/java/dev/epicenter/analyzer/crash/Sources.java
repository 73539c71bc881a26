package dev.epicenter.analyzer.crash;

/** Where several patterns are known from. */
final class Sources {
    static final String ORACLE_CRASHES =
            "https://docs.oracle.com/en/java/javase/11/troubleshoot/troubleshoot-system-crashes.html";
    static final String ORACLE_MEMORY =
            "https://docs.oracle.com/en/java/javase/21/troubleshoot/troubleshooting-memory-leaks.html";
    static final String ORACLE_SIGNALS =
            "https://docs.oracle.com/en/java/javase/24/troubleshoot/handle-signals-and-exceptions.html";
    static final String SIGNAL_CHAINING = "https://docs.oracle.com/en/java/javase/11/vm/signal-chaining.html";
    static final String SIGACTION = "https://man7.org/linux/man-pages/man2/sigaction.2.html";
    static final String MMAP = "https://man7.org/linux/man-pages/man2/mmap.2.html";
    static final String SETRLIMIT = "https://man7.org/linux/man-pages/man2/getrlimit.2.html";
    static final String SYSCTL_VM = "https://docs.kernel.org/admin-guide/sysctl/vm.html";
    static final String CGROUP = "https://docs.kernel.org/admin-guide/cgroup-v2.html";

    private Sources() {}
}
