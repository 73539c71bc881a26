package dev.epicenter.rules.user;

import dev.epicenter.model.Failure;
import java.util.ArrayList;
import java.util.List;

/** Failures that match and are counted together. */
final class Group {
    private final List<String> key;
    private final List<Failure> failures = new ArrayList<>();
    private final List<Burst> bursts = new ArrayList<>();
    private long takenForEqual;
    private long unknown;

    /**
     * @param key values of what is counted apart, in the order of the file
     */
    Group(List<String> key) {
        this.key = List.copyOf(key);
    }

    void add(Failure failure) {
        failures.add(failure);
        bursts.add(Burst.at(failure.at()));
    }

    /** Failures that were only counted, and match like those of their series that were kept. */
    void addCounted(List<Burst> counted, boolean surely) {
        bursts.addAll(counted);
        if (!surely) {
            takenForEqual += counted.stream().mapToLong(Burst::count).sum();
        }
    }

    /** Failures that were only counted, and may match or not. */
    void leaveOut(long counted) {
        unknown += counted;
    }

    List<String> key() {
        return key;
    }

    /** Those kept one by one, in time order. */
    List<Failure> failures() {
        failures.sort(java.util.Comparator.comparing(Failure::at).thenComparing(Failure::id));
        return failures;
    }

    Timeline timeline() {
        return new Timeline(bursts);
    }

    /** How many count though neither their message nor their thread was kept, since all of their series that were kept match. */
    long takenForEqual() {
        return takenForEqual;
    }

    /** How many do not count because it is not known whether they match. */
    long unknown() {
        return unknown;
    }
}
