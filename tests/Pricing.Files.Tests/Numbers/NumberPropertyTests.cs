using System.Globalization;
using FsCheck;
using FsCheck.Xunit;
using Pricing.Files.Dates;
using Pricing.Files.Numbers;

namespace Pricing.Files.Tests.Numbers;

public sealed class NumberPropertyTests
{
    [Property(MaxTest = 500)]
    public void Number_WrittenInAnyForm_IsReadToItsLastDigit(decimal number, bool isComma)
    {
        var culture = new CultureInfo("", useUserOverride: false);
        culture.NumberFormat.NumberDecimalSeparator = isComma ? "," : ".";
        culture.NumberFormat.NumberGroupSeparator = isComma ? "." : ",";
        var form = new NumberForm(isComma ? DecimalMark.Comma : DecimalMark.Point);
        string[] written = [number.ToString(culture), number.ToString("N" + number.Scale, culture)];
        foreach (var text in written.Concat(written.Select(FullWidth)))
        {
            Assert.Null(NumberText.Read(text, form, out var read));
            Assert.Equal(number, read);
        }
    }

    [Property(MaxTest = 300)]
    public void Percentage_OfAnyNumber_IsItsHundredth(short hundredths)
    {
        var percent = hundredths / 100m;

        Assert.Null(NumberText.Read($"{percent.ToString(CultureInfo.InvariantCulture)} %", new(DecimalMark.Point, PercentSign.Fraction), out var read));
        Assert.Equal(percent / 100, read);
    }

    [Property(MaxTest = 500)]
    public void Split_WrittenWithSixDecimalsOrMore_IsItsFraction(PositiveInt newShares, PositiveInt oldShares, byte more)
    {
        // Beyond these terms zeros at the end of a factor leave it uncertain.
        var (a, b) = (newShares.Get % 50 + 1, oldShares.Get % 50 + 1);
        var written = decimal.Round((decimal)a / b, 6 + more % 15).ToString("F" + (6 + more % 15), CultureInfo.InvariantCulture);
        var exact = new Ratio(a, b).ToDouble();

        Assert.Null(SplitText.Read(written, isNewPerOld: true, DecimalMark.Point, out var newPerOld));
        Assert.Null(SplitText.Read(written, isNewPerOld: false, DecimalMark.Point, out var oldPerNew));
        Assert.Null(SplitText.Read($"{b}:{a}", isNewPerOld: false, DecimalMark.Point, out var stated));
        Assert.Equal(exact, newPerOld?.ToDouble() ?? 1, 1e-12);
        Assert.Equal(1 / exact, oldPerNew?.ToDouble() ?? 1, 1e-9);
        Assert.Equal(newPerOld, stated);
    }

    [Property(MaxTest = 500)]
    public void Date_WrittenInAnyForm_IsThatDate(ushort days)
    {
        var date = new DateOnly(1990, 1, 1).AddDays(days % 40_000);
        var era = date.Year - 1988;
        string[] forms =
        [
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            date.ToString("yyyy/M/d", CultureInfo.InvariantCulture),
            date.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            date.ToString("MMM d, yyyy", CultureInfo.InvariantCulture),
            date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
            $"{date.Year}年{date.Month}月{date.Day}日",
            .. era < 100 ? new[] { $"平成{era}年{date.Month}月{date.Day}日", $"H{era}.{date.Month}.{date.Day}" } : [],
        ];
        foreach (var form in forms.Concat(forms.Select(FullWidth)))
        {
            Assert.Null(WrittenDate.Read(form, out var read));
            Assert.Equal(date, read);
        }
    }

    private static string FullWidth(string text) => string.Concat(text.Select(character => character switch
    {
        ' ' => '\u3000',
        > ' ' and <= '~' => (char)(character + 0xFEE0),
        _ => character,
    }));
}
