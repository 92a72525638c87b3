using Pricing.Grants.Terms;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Tests.Register.Grants;

public sealed class AllotteeTextTests
{
    [Theory]
    [InlineData("Directors 7 persons 95 rights; executive officers 10 persons 40 rights", "Directors 7 95|executive officers 10 40")]
    [InlineData("Directors: 7 people, 95 rights, Executive officers: 10 persons (40 rights).", "Directors 7 95|Executive officers 10 40")]
    [InlineData("取締役 7名 95個; 執行役員 1名 1,040個", "取締役 7 95|執行役員 1 1040")]
    [InlineData("取締役７名９５個；執行役員１０名４０個", "取締役 7 95|執行役員 10 40")]
    [InlineData("取締役　７名　９５個、執行役員　１０人（４０個）", "取締役 7 95|執行役員 10 40")]
    [InlineData("取締役、監査役 7名 95個;", "取締役、監査役 7 95")]
    [InlineData("Advisers 1 person 1 right\nDirectors 2 persons 3 rights", "Advisers 1 1|Directors 2 3")]
    [InlineData("7 persons 123,456,789 rights", " 7 123456789")]
    [InlineData("  Directors :\n 7 persons  95 rights ;\n officers  10 persons 40 rights", "Directors 7 95|officers 10 40")]
    [InlineData("Directors, as the board resolved", "")]
    [InlineData("取締役 7名; 執行役員 10名", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Read_GroupsOrFreeText_AreTheGroupsOrNone(string? text, string expected)
    {
        var read = AllotteeText.Read(text);

        Assert.Empty(read.Failures);
        Assert.Equal(expected, Shown(read.Planned));
        Assert.Empty(read.Allotted);
    }

    [Theory]
    [InlineData("Directors 7 persons 95 rights | allotted: Directors 6 persons 60 rights", "Directors 7 95", "Directors 6 60")]
    [InlineData("取締役7名95個｜割当：取締役6名60個", "取締役 7 95", "取締役 6 60")]
    [InlineData("Directors and others | Allotted : directors 6 persons 60 rights", "", "directors 6 60")]
    [InlineData("Directors 7 persons 95 rights | allotted: not yet", "Directors 7 95", "")]
    [InlineData("Directors 7 persons 95 rights | and others", "Directors 7 95", "")]
    public void Read_PlanAndAllotment_AreTold(string text, string planned, string allotted)
    {
        var read = AllotteeText.Read(text);

        Assert.Empty(read.Failures);
        Assert.Equal((planned, allotted), (Shown(read.Planned), Shown(read.Allotted)));
    }

    [Theory]
    [InlineData("Directors 7 persons 95 rights; Officers 10 persons 40 options; others", "10 persons 40 options")]
    [InlineData("Directors 95 rights", "95 rights")]
    [InlineData("取締役7人衆95個", "7人衆95個")]
    [InlineData("Directors 7 persons 9,5 rights", "7 persons 9,5 rights")]
    [InlineData("Directors 7 persons 1234567890 rights", "7 persons 1234567890 rights")]
    [InlineData("Directors 7 persons 95 rights | 6 persons 60 rights", "6 persons 60 rights")]
    [InlineData("Directors 7 persons 95 rights | allotted: Directors 6", "6")]
    [InlineData("a | allotted: b 1 person 1 right | allotted: c 2 persons 2 rights", "1 person 1 right")]
    public void Read_FiguresThatAreNoGroup_AreNamedFromTheFirstDigitOn(string text, string expected)
    {
        var failure = AllotteeText.Read(text).Failures[0];

        Assert.Equal(("allottees", expected), (failure.Field, failure.Value));
        Assert.StartsWith("cannot be read as a group; write Directors 7 persons 95 rights or", failure.Reason, StringComparison.Ordinal);
    }

    // A pattern with two places for the same blanks would try them in all ways.
    [Theory]
    [InlineData("Directors{0}7 persons{0}95 rights{0}; officers{0}10 persons 40 rights{0}.", 2, 0)]
    [InlineData("Directors{0}x; 7 persons{0}y", 0, 1)]
    [InlineData("7 persons{0}95 rights{0}z", 0, 1)]
    [InlineData("{0}:{0}x{0}:{0}7", 0, 1)]
    public void Read_ManyBlanks_AreOne(string form, int groups, int failures)
    {
        var read = AllotteeText.Read(string.Format(null, form, new string(' ', 1_900)));

        Assert.Equal((groups, failures), (read.Planned.Count, read.Failures.Count));
    }

    [Fact]
    public void Read_SomeGroupsWithoutRights_AreNamed()
    {
        var read = AllotteeText.Read("Directors 7 persons 95 rights; officers 10 persons");

        Assert.Empty(read.Planned);
        Assert.Equal(
            "InvalidField allottees=10 persons: states no rights, while other groups do; state them for all or for none",
            Assert.Single(read.Failures).ToString());
    }

    private static string Shown(IEnumerable<AllotteeGroup> groups) =>
        string.Join('|', groups.Select(group => $"{group.Title} {group.Persons} {group.Rights}"));
}
