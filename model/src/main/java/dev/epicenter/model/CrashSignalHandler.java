package dev.epicenter.model;

/**
 * Who handles a signal.
 *
 * @param signal  such as {@code SIGSEGV}
 * @param handler function that handles it, or its address
 * @param library library that the function is in, empty when not known
 * @param foreign whether somebody has put a handler in the place of the virtual machine's own
 */
public record CrashSignalHandler(String signal, String handler, String library, boolean foreign) {}
