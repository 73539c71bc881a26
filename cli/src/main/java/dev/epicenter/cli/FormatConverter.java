package dev.epicenter.cli;

import dev.epicenter.render.Format;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A format by its name, or by how names of its files end. */
final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String value) {
        return Format.byName(value)
                .orElseThrow(() -> new TypeConversionException("'" + value + "' is none of " + all()));
    }

    private static String all() {
        return Arrays.stream(Format.values()).map(Format::id).collect(Collectors.joining(", "));
    }
}
