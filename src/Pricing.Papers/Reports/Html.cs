using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Pricing.Papers.Reports;

/// <summary>
/// A piece of HTML. It is made of interpolated strings alone: their literal parts are markup, and whatever stands in a hole
/// is shown harmlessly and encoded, unless it is HTML itself. So no text of a grant can become markup, or turn the direction of what stands around it.
/// </summary>
internal readonly record struct Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? markup;

    private Html(string markup) => this.markup = markup;

    /// <summary>Nothing.</summary>
    public static Html None => default;

    /// <summary>Makes a piece.</summary>
    /// <param name="written">An interpolated string.</param>
    public static Html Of(Markup written) => new(written.Text.ToString());

    /// <summary>A style sheet of this assembly, which holds no text from elsewhere.</summary>
    /// <param name="name">The name of its resource.</param>
    internal static Html StyleSheet(string name)
    {
        using var sheet = new StreamReader(typeof(Html).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return new(sheet.ReadToEnd());
    }

    /// <summary>The markup.</summary>
    public override string ToString() => markup ?? "";

    /// <summary>What the compiler makes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        /// <summary>Begins.</summary>
        /// <param name="literalLength">How long the literal parts are.</param>
        /// <param name="formattedCount">How many holes there are.</param>
        public Markup(int literalLength, int formattedCount) => Text = new(literalLength + formattedCount * 16);

        internal StringBuilder Text { get; }

        /// <summary>Adds markup.</summary>
        /// <param name="literal">A literal part.</param>
        public void AppendLiteral(string literal) => Text.Append(literal);

        /// <summary>Adds a text, encoded, as <see cref="TypedText.Shown"/> has it.</summary>
        /// <param name="text">The text.</param>
        public void AppendFormatted(string? text) => Text.Append(Encoder.Encode(TypedText.Shown(text ?? "")));

        /// <summary>Adds a piece of HTML.</summary>
        /// <param name="piece">The piece.</param>
        public void AppendFormatted(Html piece) => Text.Append(piece.markup);

        /// <summary>Adds pieces of HTML.</summary>
        /// <param name="pieces">The pieces.</param>
        public void AppendFormatted(IEnumerable<Html> pieces)
        {
            foreach (var piece in pieces) Text.Append(piece.markup);
        }
    }
}
