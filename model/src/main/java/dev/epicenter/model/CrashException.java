package dev.epicenter.model;

import java.time.Duration;
import java.util.Optional;

/**
 * A Throwable that the virtual machine itself threw, as its last events tell. Throwables that Java code throws are not among
 * them.
 *
 * @param since    time since the virtual machine started
 * @param thread   thread name, or its address when the log does not list it; empty when not told
 * @param type     binary class name
 * @param message  where it has one
 * @param thrownAt HotSpot source file and line, empty when not told
 * @param recorded id of the failure in the recording that is the same Throwable, where there is one
 */
public record CrashException(
        Duration since,
        String thread,
        String type,
        Optional<String> message,
        String thrownAt,
        Optional<Integer> recorded) {}
