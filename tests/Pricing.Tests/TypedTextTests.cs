using System.Text;

namespace Pricing.Tests;

/// <summary>What of a text that a person gives can be seen.</summary>
public sealed class TypedTextTests
{
    public static TheoryData<int> Unseen =>
    [
        0x20, 0xA0, 0x2003, 0x3000, 0x2028, 0x2029, 0x7, 0x85, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0x2064, 0xFEFF, 0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x180E,
        0x2800, 0x3164, 0xFE00, 0xFE0F, 0xFFA0, 0xFFF0, 0xE0001, 0xE0041, 0xE0100, 0xE01EF, 0x378, 0x301, 0x1D173,
    ];

    public static TheoryData<int> Turning => [0x61C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069];

    [Theory]
    [MemberData(nameof(Unseen))]
    public void Against_NothingThatCanBeSeen_SaysSo(int code)
    {
        var unseen = new Rune(code).ToString();

        Assert.Equal("has no character that can be seen", TypedText.Against(unseen + unseen));
        Assert.Null(TypedText.Against($"a{unseen}b"));
    }

    [Theory]
    [MemberData(nameof(Turning))]
    public void Against_WhatTurnsTheDirection_NamesIt(int code)
    {
        var text = $"approved {new Rune(code)}7/5";

        Assert.Equal($"holds U+{code:X4}, which turns the direction of the text around it; take it out", TypedText.Against(text));
        Assert.Equal($@"approved \u{code:X4}7/5", TypedText.Shown(text));
    }

    [Theory]
    [InlineData("four", null)]
    [InlineData("fifth", "is longer than 4 characters")]
    [InlineData("a\tb", "holds a control character")]
    [InlineData("a\nb", "holds a control character")]
    [InlineData("a\u0085b", "holds a control character")]
    [InlineData("a\u202Eb", "holds U+202E, which turns the direction of the text around it; take it out")]
    [InlineData("\u200B", "has no character that can be seen")]
    public void Against_WordsOfOneLine_HoldsTheirLengthAndCharactersAgainstThem(string text, string? reason) =>
        Assert.Equal(reason, TypedText.Against(text, longest: 4));

    [Theory]
    [InlineData("\u202E", null)]
    [InlineData("fifth", "is longer than 4 characters")]
    [InlineData("a\tb", "holds a control character")]
    public void AgainstLine_WhateverItsCharactersSay_HoldsLengthAndControlsAgainstIt(string text, string? reason) =>
        Assert.Equal(reason, TypedText.AgainstLine(text, longest: 4));

    [Theory]
    [InlineData("the accounts are approved")]
    [InlineData("令和7年度決算の承認")]
    [InlineData("葛\U000E0100城市")]
    [InlineData("辻\uFE00")]
    [InlineData("👩\u200D💼")]
    [InlineData("e\u0301tat")]
    [InlineData("\uE000")]
    [InlineData("7")]
    public void Against_WordsOfAPerson_NothingAndTheyAreShownAsTheyAre(string text)
    {
        Assert.Null(TypedText.Against(text));
        Assert.Equal(text, TypedText.Shown(text));
    }

    [Theory]
    [InlineData("\u202Evsc.stnarg", @"\u202Evsc.stnarg")]
    [InlineData("a\u200Bb", @"a\u200Bb")]
    [InlineData("\u200Da", @"\u200Da")]
    [InlineData("a \uFE0F", @"a \uFE0F")]
    [InlineData("a\nb", @"a\u000Ab")]
    [InlineData("\U000E0041", @"\uDB40\uDC41")]
    public void Shown_WhatCannotBeSeen_IsSpelled(string text, string shown) => Assert.Equal(shown, TypedText.Shown(text));
}
