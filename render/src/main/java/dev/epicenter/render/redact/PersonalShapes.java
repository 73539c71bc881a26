package dev.epicenter.render.redact;

import java.util.List;

/**
 * What tells who somebody is or how they pay: addresses of mail (RFC 5321), payment cards (ISO/IEC 7812), bank accounts (ISO
 * 13616), telephone numbers in international form (ITU-T E.123 and E.164).
 */
final class PersonalShapes {
    /** Digits of the shortest of each. */
    private static final int CARD_DIGITS = 13;

    private static final int IBAN_DIGITS = 11;
    private static final int PHONE_DIGITS = 6;

    static final List<SecretShape> ALL = List.of(
            SecretShape.possiblyIn(
                            text -> text.indexOf('@') > 0,
                            "email",
                            "(?<![A-Za-z0-9._%+-])(?<secret>[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24})(?![A-Za-z0-9])")
                    .alsoInNames(),
            SecretShape.possiblyIn(
                            text -> hasDigits(text, CARD_DIGITS),
                            "card",
                            "(?<![0-9A-Za-z.-])(?<secret>[2-6](?:[ -]?[0-9]){12,18})(?![0-9A-Za-z])")
                    .when(CheckDigits::isCard),
            SecretShape.possiblyIn(
                            text -> hasDigits(text, IBAN_DIGITS),
                            "iban",
                            "(?<![A-Za-z0-9])(?<secret>[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])")
                    .when(CheckDigits::isIban),
            // Written in groups: +1500000000 alone is as well a difference in nanoseconds.
            SecretShape.possiblyIn(
                    text -> text.indexOf('+') >= 0 && hasDigits(text, PHONE_DIGITS),
                    "phone",
                    "(?<![\\w.+-])(?<secret>\\+[1-9][0-9]{0,2}[ ./-](?:\\(0?[0-9]{1,5}\\)[ ./-]?|[0-9]{1,5}[ ./-])[0-9](?:[ ./-]?[0-9]){3,10})(?![\\w])"),
            SecretShape.from(
                    "phone",
                    "(?i)(?<![a-z])(?:phone|telephone|telefon|mobile|msisdn|tel)(?:[_-]?(?:number|no))?\\\\?[\"']?\\s{0,3}[:=]?\\s{0,3}\\\\?[\"']?(?<secret>\\+?[0-9](?:[ ./()-]{0,2}[0-9]){6,14})(?![\\w])",
                    "phone",
                    "tel",
                    "mobile",
                    "msisdn"));

    private PersonalShapes() {}

    private static boolean hasDigits(String text, int least) {
        int digits = 0;
        for (int i = 0; i < text.length() && digits < least; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            }
        }
        return digits >= least;
    }
}
