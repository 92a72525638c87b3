namespace Pricing.Files.Numbers;

/// <summary>Units as people write them behind a number, or in the brackets of a column's name: <c>1,500 円</c>, <c>5年</c>.</summary>
internal static class UnitText
{
    /// <summary>A word for a unit.</summary>
    /// <param name="Text">The word, in lower case.</param>
    /// <param name="Unit">The unit.</param>
    /// <param name="Power">The power of ten by which it multiplies the number: 3 for thousands of yen.</param>
    public readonly record struct Word(string Text, NumberUnit Unit, int Power = 0)
    {
        /// <summary>What is wrong with it behind a number of a column; null for nothing.</summary>
        /// <param name="wanted">The unit of the column.</param>
        /// <param name="allowsPower">Whether it may multiply.</param>
        public string? Against(NumberUnit wanted, bool allowsPower) =>
            Unit != wanted ? $"has the unit {Text}; {Wanted(wanted)}"
            : Power > 0 && !allowsPower ? $"has the unit {Text}, which multiplies; write the number in full"
            : null;
    }

    private static readonly Word[] Behind =
    [
        new("円", NumberUnit.Yen), new("yen", NumberUnit.Yen), new("jpy", NumberUnit.Yen),
        new("百円", NumberUnit.Yen, 2), new("千円", NumberUnit.Yen, 3), new("万円", NumberUnit.Yen, 4), new("百万円", NumberUnit.Yen, 6), new("億円", NumberUnit.Yen, 8),
        new("ドル", NumberUnit.Dollars), new("usd", NumberUnit.Dollars),
        new("株", NumberUnit.Shares), new("shares", NumberUnit.Shares), new("share", NumberUnit.Shares),
        new("千株", NumberUnit.Shares, 3), new("万株", NumberUnit.Shares, 4), new("百万株", NumberUnit.Shares, 6),
        new("名", NumberUnit.Persons), new("人", NumberUnit.Persons),
        new("個", NumberUnit.Rights), new("rights", NumberUnit.Rights), new("right", NumberUnit.Rights),
        new("年", NumberUnit.Years), new("年間", NumberUnit.Years), new("years", NumberUnit.Years), new("year", NumberUnit.Years),
        new("yrs", NumberUnit.Years), new("yr", NumberUnit.Years), new("y", NumberUnit.Years),
        new("か月", NumberUnit.Months), new("カ月", NumberUnit.Months), new("ヶ月", NumberUnit.Months), new("ケ月", NumberUnit.Months),
        new("ヵ月", NumberUnit.Months), new("箇月", NumberUnit.Months), new("月", NumberUnit.Months),
        new("months", NumberUnit.Months), new("month", NumberUnit.Months),
        new("日", NumberUnit.Days), new("日間", NumberUnit.Days), new("days", NumberUnit.Days), new("day", NumberUnit.Days),
        new("版", NumberUnit.Version),
        new("倍", NumberUnit.Times),
    ];

    private static readonly Word[] Before = [new("¥", NumberUnit.Yen), new("\\", NumberUnit.Yen), new("jpy", NumberUnit.Yen), new("$", NumberUnit.Dollars), new("usd", NumberUnit.Dollars)];

    /// <summary>The word that messages use for a unit; null for none.</summary>
    public static string? Of(NumberUnit unit) => unit == NumberUnit.None ? null : Behind.First(word => word.Unit == unit).Text;

    /// <summary>What a message says of the unit that a column has.</summary>
    public static string Wanted(NumberUnit unit) => $"{Of(unit) ?? "a number without a unit"} is wanted here";

    /// <summary>The unit that a whole text is, as in the brackets of a name; null where it is none.</summary>
    public static Word? Find(string text)
    {
        foreach (var word in Behind.AsSpan())
        {
            if (text.Equals(word.Text, StringComparison.OrdinalIgnoreCase))
                return word;
        }

        return text == Before[0].Text ? Before[0] : null;
    }

    /// <summary>Takes the unit off a number.</summary>
    /// <param name="text">The number, without characters of full width; its unit is taken off.</param>
    /// <returns>The unit; null for none.</returns>
    public static Word? Take(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || (IsOfNumber(text[^1]) && IsOfNumber(text[0])))
            return null;
        Word? found = null;
        foreach (var word in Behind.AsSpan())
        {
            if (text.EndsWith(word.Text, StringComparison.OrdinalIgnoreCase) && word.Text.Length > (found?.Text.Length ?? 0))
                found = word;
        }

        if (found is { } behind)
        {
            text = text[..^behind.Text.Length].TrimEnd();
            return behind;
        }

        foreach (var word in Before.AsSpan())
        {
            if (text.StartsWith(word.Text, StringComparison.OrdinalIgnoreCase))
            {
                text = text[word.Text.Length..].TrimStart();
                return word;
            }
        }

        return null;
    }

    private static bool IsOfNumber(char character) => char.IsAsciiDigit(character) || character is '.' or ',' or '-' or '+' or '%';
}
