namespace Architecture.Tests;

public sealed class HouseTests
{
    private const string Small = """
        # An upper and a lower project.
        Upper
          .          > *
          Roof       > Attic
          Attic      > Lower/Hall

        Lower
          Hall       > Cellar
          Cellar

        Pricing
          .
        """;

    [Theory]
    [InlineData("Roof", "Attic")]
    [InlineData("Roof", "Roof")]
    [InlineData("Attic", "Lower/Hall")]
    [InlineData("Roof", "Lower/Cellar")]
    [InlineData("", "Attic")]
    [InlineData("Lower/Cellar", "Pricing")]
    public void Allows_NamedOrReachedByWhatIsNamed_IsTrue(string user, string used) =>
        Assert.True(House.Parse(Small).Allows(Room(user), Room(used)));

    [Theory]
    [InlineData("Attic", "Roof")]
    [InlineData("Lower/Hall", "Attic")]
    [InlineData("Lower/Cellar", "Lower/Hall")]
    [InlineData("Roof", "")]
    [InlineData("Unlisted", "Attic")]
    public void Allows_AboveOrUnlisted_IsFalse(string user, string used) =>
        Assert.False(House.Parse(Small).Allows(Room(user), Room(used)));

    [Theory]
    [InlineData("  Roof       > Attic", "  Roof       > Loft", "Upper/Roof > Loft: no such room is in the list")]
    [InlineData("  Cellar", "  Cellar > Hall", "Lower/Cellar > Hall: does not stand below")]
    [InlineData("  Cellar", "  Cellar > Upper/Roof", "Lower/Cellar > Upper/Roof: does not stand below")]
    [InlineData("  Cellar", "  Cellar > Cellar", "Lower/Cellar > Cellar: does not stand below")]
    [InlineData("  Cellar", "  Hall", "Lower/Hall: stands in the list twice")]
    public void Wrong_ListThatIsNone_NamesTheArrow(string line, string other, string expected)
    {
        var lines = Small.Split('\n').Select(text => text.TrimEnd() == line ? other : text);

        Assert.Contains(expected, House.Parse(string.Join('\n', lines)).Wrong);
    }

    [Fact]
    public void Wrong_SoundList_IsEmpty() => Assert.Empty(House.Parse(Small).Wrong);

    private static Room Room(string name) => name.Split('/', 2) switch
    {
        ["Pricing"] => new("Pricing", ""),
        ["Lower", var path] => new("Lower", path),
        _ => new("Upper", name),
    };
}
