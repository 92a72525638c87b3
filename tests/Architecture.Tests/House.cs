namespace Architecture.Tests;

/// <summary>The list of rooms, and of what each may use.</summary>
internal sealed class House
{
    private const string Arrow = " > ";

    private static readonly Room ForAll = new("Pricing", "");

    private readonly Dictionary<Room, IReadOnlyList<Room>> arrows = [];
    private readonly List<string> wrong = [];

    private House(IReadOnlyList<(Room Room, string Uses)> lines)
    {
        var order = lines.Select(line => line.Room).ToList();
        foreach (var (room, uses) in lines)
        {
            List<Room> below = [.. order.SkipWhile(other => other != room).Skip(1)];
            List<Room> used = [];
            foreach (var name in uses.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (name == "*")
                    used.AddRange(below.Where(other => other.Project == room.Project));
                else if (Find(order, room, name) is not { } found)
                    wrong.Add($"{room} > {name}: no such room is in the list");
                else if (!below.Contains(found))
                    wrong.Add($"{room} > {name}: does not stand below");
                else
                    used.Add(found);
            }

            if (!arrows.TryAdd(room, used))
                wrong.Add($"{room}: stands in the list twice");
        }
    }

    /// <summary>The list of this repository.</summary>
    public static House Listed { get; } = Read();

    /// <summary>The rooms, upper ones first.</summary>
    public IReadOnlyCollection<Room> Rooms => arrows.Keys;

    /// <summary>What is wrong with the list itself; an arrow that does not lead down is what could make a cycle.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    /// <summary>Reads a list.</summary>
    /// <param name="text">Projects, under each its rooms.</param>
    public static House Parse(string text)
    {
        var project = "";
        List<(Room Room, string Uses)> lines = [];
        foreach (var line in text.Split('\n').Where(line => line.Trim().Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ')
            {
                project = line.Trim();
                continue;
            }

            var parts = line.Split(Arrow);
            lines.Add((new(project, Path(parts[0].Trim())), parts.ElementAtOrDefault(1) ?? ""));
        }

        return new(lines);
    }

    /// <summary>Whether a room may use another one.</summary>
    /// <param name="user">The one that uses.</param>
    /// <param name="used">The one that is used.</param>
    public bool Allows(Room user, Room used) =>
        user == used
        || used == ForAll
        || arrows.GetValueOrDefault(user, []).Any(next => Allows(next, used));

    private static House Read()
    {
        using var list = typeof(House).Assembly.GetManifestResourceStream("house.txt")!;
        using var reader = new StreamReader(list);
        return Parse(reader.ReadToEnd());
    }

    private static Room? Find(List<Room> rooms, Room from, string name)
    {
        var (project, path) = name.Split('/', 2) is [var first, var rest] ? (first, rest) : (name, "");
        return new[] { new Room(from.Project, Path(name)), new Room(project, path) }
            .Where(rooms.Contains)
            .Cast<Room?>()
            .FirstOrDefault();
    }

    private static string Path(string name) => name == "." ? "" : name;
}
