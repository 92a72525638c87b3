namespace Architecture.Tests;

/// <summary>Nothing in src uses what <c>house.txt</c> does not let it use.</summary>
public sealed class ArrowTests
{
    [Fact]
    public void Type_Uses_FollowTheArrows() => Findings.AreNone(BuiltCode.OfSrc.Uses
        .Where(use => !House.Listed.Allows(use.User, use.Used))
        .Select(use => $"{use.User}: {use.Type} uses {use.UsedType} of {use.Used}"));

    /// <summary>Constants, names and documentation leave no trace in an assembly, but need the import.</summary>
    [Fact]
    public void File_Imports_FollowTheArrows()
    {
        var rooms = House.Listed.Rooms.ToDictionary(room => room.Namespace, StringComparer.Ordinal);

        Findings.AreNone(
            from room in SourceTree.Files
            from file in room
            where file != "Program.cs"
            from import in SourceTree.Usings(room.Key, file)
            where rooms.TryGetValue(import, out var used) && !House.Listed.Allows(room.Key, used)
            select $"{room.Key}: {Path.GetFileName(file)} imports {import}");
    }
}
