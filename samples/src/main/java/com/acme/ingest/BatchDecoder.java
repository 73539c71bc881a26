package com.acme.ingest;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks a batch. */
final class BatchDecoder {
    String decode(byte[] batch) {
        try {
            return inflate(batch);
        } catch (DataFormatException e) {
            throw new CorruptBatchException("batch of " + batch.length + " bytes is corrupt", e);
        }
    }

    private static String inflate(byte[] batch) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(batch);
            byte[] buffer = new byte[4096];
            int length = inflater.inflate(buffer);
            return new String(buffer, 0, length, StandardCharsets.UTF_8);
        } finally {
            inflater.end();
        }
    }
}
