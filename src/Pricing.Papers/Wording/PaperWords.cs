using System.Globalization;
using System.Resources;

namespace Pricing.Papers.Wording;

/// <summary>
/// The words of papers in one language, from the resource file of its name. Both files hold every <see cref="Word"/>,
/// <see cref="InputWord"/>, <see cref="PublicationWord"/> and <see cref="ReportWord"/> and nothing else.
/// </summary>
internal sealed class PaperWords
{
    private static readonly Dictionary<PaperLanguage, PaperWords> All =
        Enum.GetValues<PaperLanguage>().ToDictionary(language => language, language => new PaperWords(language));

    private readonly ResourceManager resources;

    private PaperWords(PaperLanguage language)
    {
        Language = language;
        resources = new($"{typeof(PaperWords).Namespace}.{language}", typeof(PaperWords).Assembly);
    }

    /// <summary>The language.</summary>
    public PaperLanguage Language { get; }

    /// <summary>The language's code, as a page states it: <c>en</c> or <c>ja</c>.</summary>
    public string Code => Language == PaperLanguage.Japanese ? "ja" : "en";

    /// <summary>The text of a word.</summary>
    /// <param name="word">The word.</param>
    public string this[Word word] => TextOf(word);

    /// <summary>The text of a word of the inputs.</summary>
    /// <param name="word">The word.</param>
    public string this[InputWord word] => TextOf(word);

    /// <summary>The text of a word of the report, the note or the notice.</summary>
    /// <param name="word">The word.</param>
    public string this[ReportWord word] => TextOf(word);

    /// <summary>The text of a word of publications.</summary>
    /// <param name="word">The word.</param>
    public string this[PublicationWord word] => TextOf(word);

    /// <summary>The words of a language.</summary>
    /// <param name="language">The language.</param>
    public static PaperWords In(PaperLanguage language) => All[language];

    /// <summary>The text of a word with its holes filled.</summary>
    /// <typeparam name="TWord">Which words it is one of.</typeparam>
    /// <param name="word">The word.</param>
    /// <param name="arguments">What stands in its holes.</param>
    public string Text<TWord>(TWord word, params object[] arguments)
        where TWord : struct, Enum => string.Format(CultureInfo.InvariantCulture, TextOf(word), arguments);

    /// <summary>Terms in years, one after the other: <c>9 years, 15 years</c>.</summary>
    /// <param name="terms">The terms.</param>
    public string Terms(IEnumerable<decimal> terms) => string.Join(this[Word.ListComma], terms.Select(term => Text(Word.YearsOf, DecimalText.Of(term))));

    /// <summary>A date as the language writes it: 11 July 2013, or 2013年7月11日.</summary>
    /// <param name="date">The date; null where it is not stated.</param>
    public string Date(DateOnly? date) => date is not { } day ? this[Word.NotStated]
        : Language == PaperLanguage.Japanese
            ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日")
            : day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>An amount with its thousands parted and its currency: JPY 647,000, or 647,000円.</summary>
    /// <param name="amount">The amount as exact text.</param>
    /// <param name="currency">Its currency.</param>
    public string Money(string amount, string currency) => (Language, currency) switch
    {
        _ when amount.Length == 0 => this[Word.NotStated],
        (PaperLanguage.Japanese, "JPY") => $"{Grouped(amount)}円",
        _ => $"{currency} {Grouped(amount)}",
    };

    /// <summary>A number as exact text with its thousands parted.</summary>
    /// <param name="number">The number; what is none stays as it is.</param>
    public static string Grouped(string number)
    {
        ArgumentNullException.ThrowIfNull(number);

        // A whole part of zero would lose the sign.
        if (number.StartsWith('-')) return $"-{Grouped(number[1..])}";

        var point = number.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? number : number[..point];
        return long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var parted)
            ? parted.ToString("#,##0", CultureInfo.InvariantCulture) + (point < 0 ? "" : number[point..])
            : number;
    }

    private string TextOf<TWord>(TWord word)
        where TWord : struct, Enum => resources.GetString(word.ToString(), CultureInfo.InvariantCulture)
        ?? throw new InvalidOperationException($"{word} has no text in {Language}.");
}
