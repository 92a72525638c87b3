namespace Pricing;

/// <summary>The words for the settings' values in configuration, batches and results: <c>semi-annual</c>.</summary>
public static class SettingWords
{
    /// <summary>The word of a value: its name in lower case with hyphens.</summary>
    /// <typeparam name="T">The setting's type.</typeparam>
    /// <param name="value">The value.</param>
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Words[value];

    /// <summary>The word of a value in files and over HTTP, where a word is also a kind or a column: <c>share_exchange</c>.</summary>
    /// <typeparam name="T">The setting's type.</typeparam>
    /// <param name="value">The value.</param>
    public static string InFiles<T>(T value)
        where T : struct, Enum => Table<T>.InFiles[value];

    /// <summary>The values by their words in files.</summary>
    /// <typeparam name="T">The setting's type.</typeparam>
    public static Dictionary<string, T> ByWordInFiles<T>()
        where T : struct, Enum => Table<T>.InFiles.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The value of a word.</summary>
    /// <typeparam name="T">The setting's type.</typeparam>
    /// <param name="field">The field's name, for the failure.</param>
    /// <param name="word">The word, in lower case.</param>
    /// <returns>The value, or <see cref="ReasonCode.InvalidField"/> with the allowed words.</returns>
    public static Outcome<T> Parse<T>(string field, string word)
        where T : struct, Enum => Table<T>.Values.TryGetValue(word, out var value)
            ? value
            : Invalid.Field(field, word, $"must be one of {string.Join(", ", Table<T>.Words.Values)}");

    private static string Hyphenate(string name) => string.Concat(name.Select((letter, index) =>
        index > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words =
            Enum.GetValues<T>().ToDictionary(value => value, value => Hyphenate(value.ToString()));

        public static readonly Dictionary<T, string> InFiles =
            Words.ToDictionary(pair => pair.Key, pair => pair.Value.Replace('-', '_'));

        public static readonly Dictionary<string, T> Values =
            Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}
