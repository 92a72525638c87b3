namespace Architecture.Tests;

/// <summary>The folders of src are the rooms of <c>house.txt</c>, each small enough to look over.</summary>
public sealed class RoomTests
{
    private const int MostFiles = 16;

    [Fact]
    public void List_Arrows_LeadDownSoThatNoCycleIsLeft() => Findings.AreNone(House.Listed.Wrong);

    [Fact]
    public void List_Rooms_AreTheFoldersOfSrc() => Assert.Equal(
        SourceTree.Files.Select(room => $"{room.Key}").Order(StringComparer.Ordinal),
        House.Listed.Rooms.Select(room => $"{room}").Order(StringComparer.Ordinal));

    [Fact]
    public void Room_Files_AreFew() => Findings.AreNone(SourceTree.Files
        .Where(room => room.Count() > MostFiles)
        .Select(room => $"{room.Key} holds {room.Count()} files"));

    [Fact]
    public void Room_BelowARoot_HoldsFilesOrRooms() => Findings.AreNone(
        from room in SourceTree.Files
        where room.Key.Path.Length > 0
        from inner in SourceTree.Files
        where $"{inner.Key}".StartsWith($"{room.Key}/", StringComparison.Ordinal)
        select $"{room.Key} holds files, and the room {inner.Key.Path}");

    [Fact]
    public void Room_Name_IsNoTypes()
    {
        var types = BuiltCode.OfSrc.Types.Select(item => item.Type.Name.Split('`')[0]).ToHashSet(StringComparer.Ordinal);

        Findings.AreNone(House.Listed.Rooms
            .SelectMany(room => room.Path.Split('/').Where(types.Contains).Select(name => $"{room}: {name} is a type")));
    }

    [Fact]
    public void Type_Namespace_IsARoom() => Findings.AreNone(BuiltCode.OfSrc.Types
        .Where(item => !House.Listed.Rooms.Contains(item.Room))
        .Select(item => $"{item.Type.FullName} is in no room"));

    [Fact]
    public void Tests_Folders_AreRoomsOfWhatTheyTest() => Findings.AreNone(
        from project in SourceTree.Projects
        from folder in SourceTree.TestFolders(project)
        where !House.Listed.Rooms.Contains(new(project, folder))
            && !House.Listed.Rooms.Any(room => $"{room}".StartsWith($"{project}/{folder}/", StringComparison.Ordinal))
            && folder.Length > 0
        select $"{project}.Tests/{folder} has no room in {project}");
}
