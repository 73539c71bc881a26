package dev.epicenter.analyzer.read;

import dev.epicenter.analyzer.jfr.Event;
import dev.epicenter.model.Machine.PoolFigures;
import java.util.ArrayList;
import java.util.List;

/**
 * What pools of connections complained of in one chunk. Of a storm of complaints some are read all along: of the failures that are kept
 * one by one most are from its beginning.
 */
final class PoolSigns {
    /** Of one site so often at most: ten times a second. A judgement: finer than any curve is drawn. */
    private static final long APART = Nanos.SECOND / 10;
    /** Messages that are read of a chunk at most. */
    private static final int MOST = 5_000;

    private PoolSigns() {}

    /** The figures in the messages of a chunk's throws, in the order of the file. */
    static List<PoolFigures> of(ThrowBatch batch) {
        List<PoolFigures> figures = new ArrayList<>();
        long[] next = new long[batch.sites.size()];
        for (int site = 0; site < next.length; site++) {
            next[site] = PoolText.isComplaint(batch.sites.get(site).type()) ? Event.NEVER : Long.MAX_VALUE;
        }
        int read = 0;
        for (int i = ThrowBatch.FRONT; i < batch.end && read < MOST; i++) {
            int site = batch.site[i];
            if (batch.time[i] >= next[site] && batch.text[i] != 0) {
                next[site] = batch.time[i] + APART;
                read++;
                String message = batch.texts.at(batch.place(i));
                if (message != null) {
                    PoolText.figures(batch.sites.get(site).type(), message, Nanos.instant(batch.time[i]))
                            .ifPresent(figures::add);
                }
            }
        }
        return figures;
    }
}
