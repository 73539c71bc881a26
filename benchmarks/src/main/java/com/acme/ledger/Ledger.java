package com.acme.ledger;

import java.util.zip.CRC32;

/** A few entries with a checksum that is verified before every write. */
public final class Ledger {
    private final byte[] entries;
    private final long checksum;

    private Ledger(byte[] entries, long checksum) {
        this.entries = entries;
        this.checksum = checksum;
    }

    /** A ledger in which one bit has flipped since its checksum was taken. */
    public static Ledger damaged() {
        byte[] entries = new byte[256];
        long checksum = checksum(entries);
        entries[97] ^= 4;
        return new Ledger(entries, checksum);
    }

    /** Adds an entry. */
    public void post(int entry) throws LedgerWriteException {
        try {
            verify();
        } catch (LedgerCorruptException e) {
            throw new LedgerWriteException("cannot post entry " + entry, e);
        }
    }

    private void verify() throws LedgerCorruptException {
        long actual = checksum(entries);
        if (actual != checksum) {
            throw new LedgerCorruptException(
                    "ledger 7 is damaged: checksum %08x, expected %08x".formatted(actual, checksum));
        }
    }

    private static long checksum(byte[] entries) {
        CRC32 crc = new CRC32();
        crc.update(entries);
        return crc.getValue();
    }
}
