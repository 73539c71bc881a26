package dev.epicenter.cli;

import dev.epicenter.render.redact.UserPattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A regular expression of what is to be hidden. */
final class PatternConverter implements ITypeConverter<UserPattern> {
    @Override
    public UserPattern convert(String value) {
        try {
            return UserPattern.of(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
