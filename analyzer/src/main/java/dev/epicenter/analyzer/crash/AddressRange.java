package dev.epicenter.analyzer.crash;

/**
 * A part of the address space; addresses are unsigned.
 *
 * @param from first address
 * @param to   first address behind it
 */
record AddressRange(long from, long to) {
    boolean contains(long address) {
        return Long.compareUnsigned(address, from) >= 0 && Long.compareUnsigned(address, to) < 0;
    }
}
